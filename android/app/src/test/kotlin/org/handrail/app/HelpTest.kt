package org.handrail.app

import kotlin.test.Test
import org.handrail.app.data.KeyAnswer

/** Help needs nothing: no journal, no network, and it stays when the phone is turned. */
class HelpTest : AppTest() {
    @Test
    fun helpOpensWhenTheJournalDoesNot() {
        keys.answer = KeyAnswer.Unavailable
        start()
        wait("Your journal is locked")
        tap("Help now")
        wait("Call 911")
        wait("Call 988")
    }

    @Test
    fun theScreenSurvivesARotation() {
        start()
        tap("Help now")
        wait("You do not have to do this alone.")
        scenario!!.recreate()
        wait("You do not have to do this alone.")
    }
}
