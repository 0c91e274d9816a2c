// The worker is an actor too: only its own process mints it (maxim 7).
import { hostname } from 'node:os'
import type { WorkerActor } from '../domain/actor'

export const workerActor = (): WorkerActor => ({ kind: 'worker', name: `${hostname()}:${process.pid}` }) as WorkerActor
