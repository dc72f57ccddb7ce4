"""One call as the platform sees it: what plays, who talks, which clock runs.

Theory of operation. A ``Line`` is a state machine in time. Three things move it: an answer of the application
(``take``), the caller (``says``, ``presses``, ``hangs_up``) and the next planned happening (``schedule``). Each
may put events into ``outbox``, in the order in which they go to the application, and writes into ``timeline``
what took place. It never waits and reads no clock.

Laws:
1. At most one playback sounds at a time; each that began has exactly one ``assistant_speech_ended``, in order.
2. Voice cuts a playback as its own strategy says (``turn.trigger_at``); the ``barge_in`` action cuts any.
3. A turn is over when the caller was silent for the end-of-turn silence in force; its words go out once.
4. The silence clock belongs to the ``speak`` that carried it and starts when that has ended. It never runs while
   the caller talks (nor, unless a switch lets it, while anything plays), and fires at most once; words end it.
5. Nothing is performed or reported after the end of the call, nor while a transfer rings.
"""

from __future__ import annotations

from collections import deque
from typing import Literal

from callwright.platform.actions import PERFORM
from callwright.platform.caller import Utterance
from callwright.platform.clock import Happening, Schedule, called_off
from callwright.platform.envelope import CallSetup, Envelope
from callwright.platform.post import Post
from callwright.platform.silence import SilenceClock
from callwright.platform.switches import RECOMMENDED, Switches
from callwright.platform.timeline import (
    CutBy,
    Entry,
    Flaw,
    HungUp,
    Playback,
    Pressed,
    Spoken,
    TimedOut,
    Understood,
)
from callwright.platform.transfer import Switchboard
from callwright.platform.turn import Turn, trigger_at
from callwright.platform.wire import Fault, check_answer

SMS_FAILS_AFTER_MS = 300


class Line:
    """A call on the platform. ``websocket``: whether the application hears ``user_speech_started`` too.

    ``playbacks`` is everything that was played so far, in order; it is in ``timeline`` as well.
    """

    def __init__(
        self,
        setup: CallSetup | None = None,
        *,
        switches: Switches = RECOMMENDED,
        seed: int = 0,
        websocket: bool = False,
    ) -> None:
        self.setup = setup or CallSetup()
        self.switches = switches
        self.seed = seed
        self.websocket = websocket
        self.schedule = Schedule(latest_first=switches.same_moment == "reversed")
        self.timeline: list[Entry] = []
        self.playbacks: list[Playback] = []
        self.playing: Playback | None = None
        self.waiting: deque[Playback] = deque()
        self.turn: Turn | None = None
        self.over = False
        self.transferring = False
        self.end_of_turn_ms = switches.end_of_turn_ms
        self.by_text = not switches.voice_activity
        self.voice_to_voice = False
        self._silence = SilenceClock(self.schedule, self._timed_out, switches)
        self._envelope = Envelope(self.setup, switches, seed)
        self._post = Post(self._envelope, switches, seed)
        self.outbox = self._post.outbox
        self.switchboard = Switchboard(self)
        self._speech_reported = False
        self._deaf_until = 0
        self._unheard_until = 0
        self._finish: Happening | None = None
        self._cut: Happening | None = None
        self._turn_over: Happening | None = None

    # Reading the line.

    @property
    def now(self) -> int:
        """How late it is, in ms since the call began."""
        return self.schedule.now

    @property
    def session_id(self) -> str:
        """The call's id in every event and action."""
        return self._envelope.session_id

    @property
    def talking(self) -> bool:
        """Whether the caller makes themselves heard at this moment."""
        return (self.turn is not None and self.now < self.turn.until) or self.now < self._unheard_until

    @property
    def timeout_at(self) -> int | None:
        """When ``user_input_timeout`` comes if the caller stays silent; None if it will not."""
        return self._silence.fires_at

    @property
    def quiet(self) -> bool:
        """Whether nobody makes themselves heard and the application has been told everything."""
        return self.playing is None and self.turn is None and not self.outbox and not self.transferring

    # What the caller and the application do.

    def begins(self) -> None:
        """The call is answered, or the caller is back from a transfer. Deliver what is in ``outbox``."""
        self._speech_reported = False
        self.send("session_start")

    def says(self, utterance: Utterance) -> None:
        """The caller makes themselves heard from now on.

        Raises ``ValueError`` while they still talk: nobody has two voices. Nobody listens during a transfer.
        """
        if self._elsewhere():
            return
        if self.talking:
            raise ValueError("the caller is talking already")
        heard = utterance.heard_from(self._deaf_until - self.now)
        if heard is None:
            self._unheard_until = self.now + utterance.lasts
            self.timeline.append(Spoken(self.now, self._unheard_until, utterance.words))
            return
        turn = self.turn = self.turn or Turn()
        self.timeline.append(turn.add(heard, self.now, utterance.words))
        self._silence.stop()
        self._turn_over = called_off(self._turn_over)
        self.schedule.at(turn.until, self._breath_over, turn, turn.until)
        if self.websocket and not self._speech_reported and heard.onset < heard.lasts:
            self._speech_reported = True
            self.schedule.at(self.now + heard.onset, self.send, "user_speech_started")
        self._watch()

    def presses(self, digit: str) -> None:
        """The caller presses one key: ``0`` to ``9``, ``*`` or ``#``."""
        if self._elsewhere():
            return
        self.timeline.append(Pressed(self.now, digit))
        self.send("dtmf_received", digit=digit)
        self._silence.pressed()

    def hangs_up(self) -> None:
        """The caller ends the call."""
        self.end("caller")

    def take(self, answer: object) -> list[Fault]:
        """Perform an answer of the application (decoded JSON) and say what is wrong with it.

        An answer with a fault that is no warning is not performed; the call goes on.
        """
        if self.over:
            return []
        actions, faults = check_answer(answer, self.session_id, lenient=self.switches.reader == "lenient")
        for fault in faults:
            self.notes(fault)
        for action in actions:
            if self._elsewhere():
                break
            PERFORM[str(action["type"])](self, action)
        return faults

    def notes(self, fault: Fault) -> None:
        """Write down a fault, also one that was found on the way here, such as a wrong status."""
        self.timeline.append(Flaw(self.now, fault))

    # Playback.

    def play(self, playback: Playback) -> None:
        """Play this, at once or, while another plays, as the switches say."""
        if self.playing is not None and self.switches.second_speak == "replace":
            self.waiting.clear()
            self._stop("replaced")
        self.waiting.append(playback)
        self._play_next()

    def stop_playback(self) -> None:
        """The application's own ``barge_in``: whatever plays stops; nothing playing is no error."""
        if self.turn is not None and self.playing is not None and self.switches.barged_in_by_action:
            self.turn.interrupted = True
        self._stop("action")
        self._play_next()

    def _play_next(self) -> None:
        if self.playing is not None or not self.waiting or self._elsewhere():
            return
        self._post.release()
        self._silence.newer()
        playback = self.playing = self.waiting.popleft()
        playback.at = self.now
        self.timeline.append(playback)
        self.playbacks.append(playback)
        self._finish = self.schedule.at(self.now + playback.length_ms, self._finished)
        self._post.began(playback)
        self._watch()

    def _finished(self) -> None:
        self._close(None)
        self._play_next()

    def _stop(self, by: CutBy) -> None:
        if self.playing is not None and self.switches.waiting_after_cut == "dropped":
            self.waiting.clear()
        self._close(by)

    def _close(self, by: CutBy | None) -> None:
        playback = self.playing
        if playback is None:
            return
        self.playing = None
        self._finish = called_off(self._finish)
        self._cut = called_off(self._cut)
        playback.stopped_at = self.now
        playback.cut_by = by
        if self.switches.ended == "after_user_speak" and (by == "caller" or (by == "noise" and self._noise_is_told)):
            self._post.hold(playback)
        elif by not in ("hangup", "transfer") or self.switches.ended_at_call_end:
            self._post.ended(playback)
        self._silence.carry(playback.timeout_ms, starts=self.turn is None)

    # The caller's voice.

    def _watch(self) -> None:
        """Plan the moment at which the caller, as they talk now, cuts what plays now."""
        self._cut = called_off(self._cut)
        if self.playing is None or self.turn is None:
            return
        at = trigger_at(
            self.playing,
            self.turn,
            by_text=self.by_text,
            before_counts=self.switches.speech_before_playback == "cuts",
            looks_again=self.switches.window_end == "looks_again",
        )
        if at is not None:
            self._cut = self.schedule.at(at, self._interrupted, self.turn)

    def _interrupted(self, turn: Turn) -> None:
        turn.interrupted = True
        if self.switches.legacy_barge_in and turn.words:
            self._post.tell(self._envelope.legacy(turn.words))
        self._stop("caller" if turn.words else "noise")
        self._play_next()

    def _breath_over(self, turn: Turn, until: int) -> None:
        # A later breath of the same turn plans its own end.
        if self.turn is not turn or turn.until != until:
            return
        if turn.words:
            self._turn_over = self.schedule.at(self.now + self.end_of_turn_ms, self._understood, turn)
        else:
            self._noise_over(turn)

    def _understood(self, turn: Turn) -> None:
        self.turn = None
        self._cut = called_off(self._cut)
        self._speech_reported = False
        self._silence.forget()
        self.timeline.append(Understood(self.now, turn.words, turn.interrupted))
        self._post.tell(self._envelope.words(turn.words, turn.interrupted))
        self._post.release()

    def _noise_over(self, turn: Turn) -> None:
        self.turn = None
        self._cut = called_off(self._cut)
        if self.switches.speech_started_again == "after_silence":
            self._speech_reported = False
        if self._noise_is_told:
            self._post.tell(self._envelope.words("", turn.interrupted))
        self._post.release()
        self._silence.noise_over()

    def _timed_out(self, waited_ms: int) -> None:
        self.timeline.append(TimedOut(self.now, waited_ms))
        self.send("user_input_timeout")

    # The end.

    def end(self, by: Literal["assistant", "caller", "platform"]) -> None:
        """The call is over; nothing is heard or performed any more."""
        if self.over:
            return
        self.fall_silent("hangup")
        self.over = True
        self.transferring = False
        self.timeline.append(HungUp(self.now, by))
        self.tell_end(by)

    def tell_end(self, by: str) -> None:
        """Tell the application that the call is over, where the platform does."""
        if self.switches.session_end != "missing":
            self._post.tell(self._envelope.ended(by, self.now))

    def sms_fails(self) -> None:
        """Tell the application in a moment that its text message did not go out."""
        self.schedule.at(self.now + SMS_FAILS_AFTER_MS, self._sms_failed)

    def _sms_failed(self) -> None:
        if not self._elsewhere():
            self._post.tell(self._envelope.sms_failed())

    def recogniser_restarts(self) -> None:
        """What is said in the next moments is lost."""
        self._deaf_until = self.now + self.switches.deaf_ms

    def fall_silent(self, by: Literal["hangup", "transfer"]) -> None:
        """Cut whatever sounds and forget what waits: nobody is on the line any more."""
        self.waiting.clear()
        self._unheard_until = self.now
        if self.turn is not None:
            self.turn.breaks_off(self.now)
            self.turn = None
        self._turn_over = called_off(self._turn_over)
        self._post.release()
        self._close(by)
        self._silence.forget()

    # Small helpers.

    @property
    def _noise_is_told(self) -> bool:
        return self.switches.noise_words == "blank"

    def _elsewhere(self) -> bool:
        return self.over or self.transferring

    def send(self, kind: str, **fields: object) -> None:
        """Tell the application that something of this ``kind`` took place, if there is anybody to tell."""
        if not self._elsewhere() or kind == "session_start":
            self._post.tell(self._envelope.event(kind, **fields))
