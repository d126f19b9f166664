"""One walk through the core from Python: a journal, a tracker, a day, a card."""

import datetime
import os
import tempfile

import handrail_core as core


def main() -> None:
    moment = core.Moment(at=datetime.datetime(2026, 3, 1, 18, tzinfo=datetime.timezone.utc), zone="America/New_York")
    with tempfile.TemporaryDirectory() as folder:
        journal = core.Journal.open(os.path.join(folder, "journal.db"), core.new_journal_key())
        details = core.TrackerDetails(name="Alcohol", start="2026-01-31")
        journal.add_tracker(details, moment)
        today = journal.today(moment)
        assert today.trackers[0].elapsed_days == 29, today
        try:
            journal.add_tracker(core.TrackerDetails(name="", start="2026-01-31"), moment)
        except core.HandrailError.Invalid as error:
            assert error.field == core.Field.NAME, error
        else:
            raise AssertionError("an empty name was taken")
        journal.close_file()
    card = core.crisis_card("US")
    assert card.emergency[0].call == "911", card
    print("python: 3 passed, 0 failed")


if __name__ == "__main__":
    main()
