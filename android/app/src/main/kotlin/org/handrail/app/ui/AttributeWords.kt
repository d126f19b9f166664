package org.handrail.app.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.handrail.app.R
import org.handrail.core.MeetingAttribute

/** What a meeting is like, in the same words for every fellowship. */
@Composable
fun MeetingAttribute.words(): String =
    stringResource(
        when (this) {
            MeetingAttribute.OPEN -> R.string.attribute_open
            MeetingAttribute.CLOSED -> R.string.attribute_closed
            MeetingAttribute.WHEELCHAIR -> R.string.attribute_wheelchair
            MeetingAttribute.WHEELCHAIR_BATHROOM -> R.string.attribute_wheelchair_bathroom
            MeetingAttribute.SIGN_LANGUAGE -> R.string.attribute_sign_language
            MeetingAttribute.HEARING_LOOP -> R.string.attribute_hearing_loop
            MeetingAttribute.CAPTIONS -> R.string.attribute_captions
            MeetingAttribute.FRAGRANCE_FREE -> R.string.attribute_fragrance_free
            MeetingAttribute.CHILDCARE -> R.string.attribute_childcare
            MeetingAttribute.CHILD_FRIENDLY -> R.string.attribute_child_friendly
            MeetingAttribute.BEGINNERS -> R.string.attribute_beginners
            MeetingAttribute.WOMEN -> R.string.attribute_women
            MeetingAttribute.MEN -> R.string.attribute_men
            MeetingAttribute.LGBTQ -> R.string.attribute_lgbtq
            MeetingAttribute.YOUNG_PEOPLE -> R.string.attribute_young_people
            MeetingAttribute.SENIORS -> R.string.attribute_seniors
            MeetingAttribute.PEOPLE_OF_COLOR -> R.string.attribute_people_of_color
            MeetingAttribute.INDIGENOUS -> R.string.attribute_indigenous
            MeetingAttribute.SECULAR -> R.string.attribute_secular
            MeetingAttribute.SPEAKER -> R.string.attribute_speaker
            MeetingAttribute.DISCUSSION -> R.string.attribute_discussion
            MeetingAttribute.STEP_STUDY -> R.string.attribute_step_study
            MeetingAttribute.TRADITION_STUDY -> R.string.attribute_tradition_study
            MeetingAttribute.LITERATURE -> R.string.attribute_literature
            MeetingAttribute.MEDITATION -> R.string.attribute_meditation
            MeetingAttribute.CANDLELIGHT -> R.string.attribute_candlelight
            MeetingAttribute.OUTDOOR -> R.string.attribute_outdoor
            MeetingAttribute.SMOKING -> R.string.attribute_smoking
            MeetingAttribute.NON_SMOKING -> R.string.attribute_non_smoking
            MeetingAttribute.PROOF_OF_ATTENDANCE -> R.string.attribute_proof_of_attendance
            MeetingAttribute.ROOM_CLOSED_FOR_NOW -> R.string.attribute_room_closed_for_now
        },
    )
