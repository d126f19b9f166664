package org.handrail.app

import org.handrail.app.data.KeyAnswer

/** The first screen of a journal that does not open, and what a person is told before another begins. */
class ClosedLooksTest : LooksTest() {
    override fun walk(look: String) {
        keys.answer = KeyAnswer.Unavailable
        start()
        wait("Your journal is locked")
        tap("Keep it and begin a new one")
        shot("locked", look)
        touchable("locked")
    }
}
