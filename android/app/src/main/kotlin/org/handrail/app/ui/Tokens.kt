// Written by `cargo xtask design` from bindings/design/tokens.json. Change that file.
package org.handrail.app.ui

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp

/** Colours, type and space, shared with iOS. */
object Tokens {
    object Light {
        val accent = Color(0xFF8F4A22)
        val background = Color(0xFFFBF7F2)
        val help = Color(0xFF9A2F2A)
        val ink = Color(0xFF2B2622)
        val inkSecondary = Color(0xFF5F574F)
        val onAccent = Color(0xFFFFFFFF)
        val onHelp = Color(0xFFFFFFFF)
        val onPrimary = Color(0xFFFFFFFF)
        val onPrimaryContainer = Color(0xFF0F3437)
        val outline = Color(0xFF8A8178)
        val primary = Color(0xFF2B5A5F)
        val primaryContainer = Color(0xFFD6E7E5)
        val ringTrack = Color(0xFFE4DACE)
        val surface = Color(0xFFFFFFFF)
        val surfaceVariant = Color(0xFFF1EAE1)
    }

    object Dark {
        val accent = Color(0xFFE8B48F)
        val background = Color(0xFF171412)
        val help = Color(0xFFF2B3AD)
        val ink = Color(0xFFF1EAE2)
        val inkSecondary = Color(0xFFC2B7AB)
        val onAccent = Color(0xFF3F1D08)
        val onHelp = Color(0xFF4A100D)
        val onPrimary = Color(0xFF0A2C2E)
        val onPrimaryContainer = Color(0xFFD6EBE9)
        val outline = Color(0xFF8F857B)
        val primary = Color(0xFF8FC8C6)
        val primaryContainer = Color(0xFF1F4548)
        val ringTrack = Color(0xFF3A342F)
        val surface = Color(0xFF221E1B)
        val surfaceVariant = Color(0xFF2E2925)
    }

    object Type {
        val bodySize = 16.sp
        const val bodyWeight = 400
        val headingSize = 18.sp
        const val headingWeight = 600
        val labelSize = 14.sp
        const val labelWeight = 500
        val numberSize = 64.sp
        const val numberWeight = 600
        val titleSize = 24.sp
        const val titleWeight = 600
    }

    object Space {
        val l = 24.dp
        val m = 16.dp
        val s = 8.dp
        val xl = 40.dp
        val xs = 4.dp
    }

    object Corner {
        val card = 20.dp
        val chip = 12.dp
    }

    /** The smallest thing that a finger should have to hit. */
    val target = 48.dp
}
