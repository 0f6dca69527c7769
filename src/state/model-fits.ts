import type { ModelId } from '../core/models/recipe.ts'
import type { ModelEngine } from '../engine/model-engine.ts'
import { isCancelled } from './task-error.ts'
import { createRateMeter, type TaskView } from './task-rate.ts'

/** A model that is fitted because its list was asked for. */
export type FittingPhase =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly model: ModelId; readonly view: TaskView }
  /** Not fitted again until it is asked for on purpose. */
  | { readonly phase: 'cancelled'; readonly model: ModelId }

interface Fit {
  readonly key: string
  readonly model: ModelId
  readonly controller: AbortController
  readonly done: Promise<void>
}

const IDLE: FittingPhase = { phase: 'idle' }

/**
 * Fits models on demand, one at a time: another model, or other evidence, stops the fit under way; the same again waits for it. The worker
 * knows which models are there, so asking for one of those costs a message and shows nothing.
 *
 * @param report told of every step; `running` from the first tick on
 */
export function createModelFits(engine: ModelEngine, now: () => number, report: (fitting: FittingPhase) => void) {
  let current: Fit | null = null

  const start = (key: string, model: ModelId): Fit => {
    const controller = new AbortController()
    const { signal } = controller
    const meter = createRateMeter(now)
    const isCurrent = () => current?.controller === controller
    const fit = async () => {
      try {
        await engine.fitModel(
          model,
          (progress) => {
            if (!signal.aborted) report({ phase: 'running', model, view: meter(progress) })
          },
          signal,
        )
        if (isCurrent()) report(IDLE)
      } catch (error) {
        // A fit that another one displaced has nothing to say any more.
        if (isCurrent()) report(isCancelled(error) && signal.aborted ? { phase: 'cancelled', model } : IDLE)
        throw error
      } finally {
        if (isCurrent()) current = null
      }
    }
    return { key, model, controller, done: fit() }
  }

  /** Stop the fit under way without a word. */
  const displace = () => {
    const before = current
    current = null
    before?.controller.abort()
    report(IDLE)
  }

  return {
    /** Resolves when the model can be asked. @throws DomainError as `ModelEngine.fitModel` */
    ready: (evidenceId: number, model: ModelId): Promise<void> => {
      const key = `${String(evidenceId)} ${model}`
      if (current?.key !== key) {
        displace()
        current = start(key, model)
      }
      return current.done
    },
    /** A model is asked that needs no fit. */
    notNeeded: displace,
    /** Stop the fit under way, if any, because the analyst says so. */
    cancel: () => {
      current?.controller.abort()
    },
  }
}
