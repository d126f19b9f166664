package org.handrail

import org.handrail.core.CrisisCard
import org.handrail.core.Milestone
import org.handrail.core.MilestoneUnit
import org.handrail.core.Moment
import java.time.Clock
import java.time.ZoneId

/** This moment on this device. */
public fun Moment.Companion.now(clock: Clock = Clock.systemUTC(), zone: ZoneId = ZoneId.systemDefault()): Moment =
    Moment(clock.instant(), zone.id)

/** `hour.24`, `day.30`, `month.6`, `year.1`: what to look up in a string catalogue. */
public val Milestone.key: String
    get() =
        when (unit) {
            MilestoneUnit.HOUR -> "hour"
            MilestoneUnit.DAY -> "day"
            MilestoneUnit.MONTH -> "month"
            MilestoneUnit.YEAR -> "year"
        } + ".$count"

/**
 * Help now. Works with no file, no key, no network and no unlock, and cannot fail: call it from anywhere, also on the main thread.
 * [country] is an ISO code in any case; whatever else it is, the card still carries an emergency number.
 */
public fun crisisCard(country: String): CrisisCard = org.handrail.core.crisisCard(country)
