"""The jobs of a service, woken by APScheduler: when each of them runs, and what becomes of one that fails, is missed or runs over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED, JobEvent
from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.rhythm import VIETNAM
from scheduler.service import Service
from storage.backup import BackupError
from storage.store import StoreError

log = logging.getLogger(__name__)

TICK = 1.0  # seconds between two looks at the due times
BACK = 5.0  # seconds by which the wall clock may go back, as a name server for time corrects it, without anything to mend


class Clock:
    """The jobs of a service, woken by APScheduler in threads of its own."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._intervals: list[str] = []
        self._seen = self._wall()
        self._paused = False
        self._under_way: list[str] = []
        self._idle = threading.Condition()
        self.scheduler = BackgroundScheduler(
            timezone=VIETNAM, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self.scheduler.add_listener(self._mishap, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        self.every("tick", TICK, service.tick)
        self.every("beat", 30.0, service.beat)
        self.every("health", 300.0, service.judge)
        self.every("notify", 30.0, service.tell)
        self.daily("housekeeping", 2, 40, service.keep_house)

    def every(self, name: str, seconds: float, job: Callable[[], object]) -> None:
        self.scheduler.add_job(self._job(name, job), "interval", seconds=seconds, id=name, next_run_time=self._wall())
        self._intervals.append(name)

    def daily(self, name: str, hour: int, minute: int, job: Callable[[], object]) -> None:
        """Every day at a time in Vietnam."""
        self.scheduler.add_job(self._job(name, job), "cron", hour=hour, minute=minute, id=name)

    def start(self) -> None:
        self.scheduler.start()
        self._seen = self._wall()

    def watch(self) -> None:
        """To be called every second or so: what the jobs cannot notice by themselves."""
        self._watch_wall()
        paused = bool(self.service.room.reason)
        if paused != self._paused:  # whoever watches over us hears of it now
            self._paused = paused
            self.scheduler.modify_job("health", next_run_time=self._wall())
            self.scheduler.modify_job("notify", next_run_time=self._wall() + timedelta(seconds=2))

    def _watch_wall(self) -> None:
        """A wall clock that was set back would let every job wait until its old time comes again."""
        now, before = self._wall(), self._seen
        self._seen = now
        if (before - now).total_seconds() < BACK:
            return
        log.warning("the clock went back by %.0f s", (before - now).total_seconds(), extra={"event": "clock"})
        for job in self.scheduler.get_jobs():
            again = now if job.id in self._intervals else job.trigger.get_next_fire_time(None, now)
            self.scheduler.modify_job(job.id, next_run_time=again)

    def stop(self, grace: float = 0.0) -> tuple[str, ...]:
        """No job begins any more. Returns the names of those that are still under way after so many seconds."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        with self._idle:
            self._idle.wait_for(lambda: not self._under_way, grace)
            return tuple(self._under_way)

    @staticmethod
    def _wall() -> datetime:
        """What APScheduler goes by."""
        return datetime.now(VIETNAM)

    def _job(self, name: str, job: Callable[[], object]) -> Callable[[], None]:
        """The job, with what the store may refuse as a trouble of the service and no defect: without a traceback."""

        def run() -> None:
            self._under_way.append(name)
            try:
                job()
            except StoreError as error:
                self.service.metrics.incidents.labels(name, "failed").inc()
                self.service.note_trouble(error)
            except BackupError as error:
                self._failed(name, "failed", str(error))
            finally:
                with self._idle:
                    self._under_way.remove(name)
                    self._idle.notify_all()

        return run

    def _mishap(self, event: JobEvent) -> None:
        """Record what APScheduler would only log. An overrun tick is no mishap: the next one does its work."""
        if event.code == EVENT_JOB_MAX_INSTANCES:
            if event.job_id != "tick":
                self._failed(event.job_id, "overrun", "the run before was still under way")
        elif event.code == EVENT_JOB_MISSED:
            self._failed(event.job_id, "missed", "its time had passed")
        else:
            self._failed(event.job_id, "failed", f"{type(event.exception).__name__}: {event.exception}")

    def _failed(self, name: str, kind: str, detail: str) -> None:
        self.service.metrics.incidents.labels(name, kind).inc()
        log.error("job %s: %s: %s", name, kind, detail, extra={"event": "job", "job": name, "kind": kind})
        try:
            self.service.store.add_incident(name, kind, detail, self.service.clock())
        except StoreError as error:
            log.warning("the incident itself could not be stored: %s", error)
