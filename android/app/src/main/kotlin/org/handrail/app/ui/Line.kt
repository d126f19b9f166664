package org.handrail.app.ui

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType

/** A field of a form. What is wrong with it is said right below it, in place of the hint. */
@Composable
fun Line(
    label: String,
    text: String,
    wrong: String? = null,
    hint: String? = null,
    keyboard: KeyboardType = KeyboardType.Text,
    lines: Int = 1,
    onText: (String) -> Unit,
) {
    val below = wrong ?: hint
    OutlinedTextField(
        text,
        onText,
        Modifier.fillMaxWidth(),
        label = { Text(label) },
        isError = wrong != null,
        supportingText = if (below == null) null else ({ Text(below) }),
        singleLine = lines == 1,
        minLines = lines,
        keyboardOptions = KeyboardOptions(capitalization = if (keyboard == KeyboardType.Text) KeyboardCapitalization.Sentences else KeyboardCapitalization.None, keyboardType = keyboard),
    )
}
