"""Crawl processes that outlive the service of one test and work for that of the next, as one of them works for hundreds of batches.

A start takes longer than most of these tests. Only a process that is alive, has nothing under way and was started with the very same
settings is taken over, one for each environment; tests that kill or stop theirs, or give it an environment of its own, get a fresh one.
"""

from __future__ import annotations

from scheduler.service import Service
from scheduler.workers import Worker
from storage.models import Message, Order

MOST_MEMORY = 250 * 1024 * 1024
_OWN = {"TINSO_DATA", "PYTEST_CURRENT_TEST"}  # differ from test to test and mean nothing to a crawl
_idle: list[Worker] = []


def _settings(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in _OWN}


def _nobody(order: Order, message: Message) -> None:
    """Nothing is under way."""


def lend(service: Service) -> None:
    """Give a service that has just been made a running crawl process, if there is one for it."""
    pool = service.dispatcher.pool
    for worker in _idle:
        if worker.alive and _settings(worker.environment) == _settings(pool.environment):
            _idle.remove(worker)
            worker.handler = pool.handler
            pool.workers.append(worker)
            return


def take_back(service: Service) -> None:
    """Keep a crawl process of a service that is about to end."""
    pool = service.dispatcher.pool
    for worker in list(pool.workers):
        known = any(_settings(other.environment) == _settings(worker.environment) for other in _idle)
        if not known and worker.alive and not worker.orders and worker.memory() < MOST_MEMORY:
            pool.workers.remove(worker)
            worker.handler = _nobody
            _idle.append(worker)


def close() -> None:
    while _idle:
        _idle.pop().close()
