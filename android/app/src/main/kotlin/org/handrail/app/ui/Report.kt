package org.handrail.app.ui

import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.app.data.Imported
import org.handrail.core.DiagnosticCount
import org.handrail.core.ImportReport

/** What an import brought. */
@Composable
fun Report(imported: Imported) {
    Heading(sentence(R.string.report_title, listName(imported.source)))
    ReportLines(imported.report)
}

/** What is new, then what was noticed, each with how often: what matters to a reader at once, the rest at a touch. */
@Composable
fun ReportLines(report: ImportReport) {
    var all by rememberSaveable { mutableStateOf(false) }
    Text(counted(R.plurals.report_meetings, report.meetings.toInt(), stringResource(report.format.words())))
    Text(report.news())
    val (plain, besides) = report.diagnostics.partition { it.code.matters }
    if (plain.isNotEmpty() || all) Quiet(stringResource(R.string.noticed))
    Noticed(plain)
    if (besides.isEmpty()) return
    if (all) Noticed(besides) else TextButton({ all = true }, Modifier.heightIn(min = Tokens.target)) { Text(sentence(R.string.noticed_all, number(report.diagnostics.size))) }
}

@Composable
private fun Noticed(counts: List<DiagnosticCount>) {
    for (found in counts) Quiet(sentence(found.code.words(), number(found.count.toInt())))
}
