"""A person at the keyboard."""

import signal


class Interrupts:
    """A watcher that is as a person who presses Ctrl-C after the second step."""

    def found(self, findings): ...

    def begin(self, name, n_steps): ...

    def step(self, step, **_told):
        if step.step == 2:
            signal.raise_signal(signal.SIGINT)

    def keep(self, learned): ...

    def end(self, learned): ...
