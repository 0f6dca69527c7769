import type { Random } from '../matrix/random.ts'
import { MS_PER_DAY, PERIOD_DAYS } from './calendar.ts'
import { drawWeighted, logNormal } from './sampling.ts'
import { TYPE_TARGETS, type WebUnit } from './shop-size.ts'

/** One hit of a session, before it is written. */
export interface Hit {
  readonly type: number
  /** Milliseconds since the period's start. */
  readonly ms: number
  readonly transId: number
  /** Empty for every type but 0. */
  readonly keyword: string
}

/** Hits of one client in one shop in one go; cut at midnight before it is written. */
export interface Session {
  readonly unit: WebUnit
  readonly startMs: number
  /** Time order. */
  readonly hits: Hit[]
  /** Categories (positions in the catalogue) that the client came for, the purchases' own; empty where nothing was looked for. */
  readonly intents: readonly number[]
}

/** Likely steps from one action to the next, types 0 to 5 in both directions; the last row starts a session. */
const STEPS: readonly (readonly number[])[] = [
  [0.26, 0.16, 0.4, 0.14, 0, 0.01],
  [0.14, 0.22, 0.5, 0.14, 0.01, 0.01],
  [0.14, 0.12, 0.34, 0.28, 0.02, 0.1],
  [0.22, 0.06, 0.16, 0.34, 0.08, 0.16],
  [0.06, 0.04, 0.12, 0.2, 0.36, 0.24],
  [0.05, 0.04, 0.1, 0.05, 0.05, 0.7],
  [0.3, 0.22, 0.36, 0.05, 0.02, 0.06],
]
const START = 6

/**
 * A type that is this many rows behind its wanted share becomes e times as likely: so many, and so many times the share more, for
 * common types vary more. The lag stays bounded, so shares are right at any scale; less would jerk single sessions about.
 */
const LAG_ROWS = 8
const LAG_ROWS_PER_SHARE = 150
/** Largest exponent of that lean. */
const LARGEST_LEAN = 3.4

/** Chooses action types so that the shares wanted of each web unit come out, chain-like within a session. */
export interface TypeChain {
  /** The next type after `previous` (`START_OF_SESSION` at first). */
  readonly next: (random: Random, unit: WebUnit, previous: number, maySearch: boolean) => number
  /** Counts a row of types 0 to 5 that was not drawn by `next`. */
  readonly count: (unit: WebUnit, type: number) => void
}

export const START_OF_SESSION = START

export function createTypeChain(): TypeChain {
  const counts = TYPE_TARGETS.map(() => new Float64Array(6))
  const rows = new Float64Array(TYPE_TARGETS.length)
  const weights = new Float64Array(6)
  const count = (unit: WebUnit, type: number): void => {
    counts[unit]![type]! += 1
    rows[unit]! += 1
  }
  return {
    count,
    next: (random, unit, previous, maySearch) => {
      const targets = TYPE_TARGETS[unit]!
      const steps = STEPS[previous]!
      for (let type = 0; type < 6; type++) {
        const lag =
          (targets[type]! * rows[unit]! - counts[unit]![type]!) / (LAG_ROWS + LAG_ROWS_PER_SHARE * targets[type]!)
        const lean = Math.exp(Math.min(LARGEST_LEAN, Math.max(-LARGEST_LEAN, lag)))
        weights[type] = type === 0 && !maySearch ? 0 : (steps[type]! + 1e-4) * targets[type]! * lean
      }
      const type = drawWeighted(random, weights)
      count(unit, type)
      return type
    },
  }
}

/**
 * Times of `count` hits from the session's start, milliseconds, rising: pages without a hit lie in between, now and then a
 * double click.
 */
export function drawOffsets(random: Random, count: number): number[] {
  let at = random.next() < 0.5 ? 0 : Math.round(logNormal(random, Math.log(28_000), 1.3))
  const offsets = [at]
  for (let i = 1; i < count; i++) {
    at += random.next() < 0.025 ? 60 + random.int(900) : Math.round(logNormal(random, Math.log(40_000), 1.15)) + 300
    offsets.push(at)
  }
  return offsets
}

/** A session as written: one shop, one day, counted from 1. */
export interface DaySession {
  readonly unit: WebUnit
  readonly day: number
  /** Since the period's start; midnight for what is left of a session cut there. */
  readonly startMs: number
  readonly hits: readonly Hit[]
  readonly intents: readonly number[]
}

/** Cuts a session at midnight: pages, times and hits are counted anew on the next day. Hits outside the period move to its edge. */
export function cutAtMidnight(session: Session): DaySession[] {
  const { unit, intents } = session
  const parts: (DaySession & { readonly hits: Hit[] })[] = []
  const periodMs = PERIOD_DAYS * MS_PER_DAY
  for (const hit of session.hits) {
    const ms = Math.min(Math.max(hit.ms, 0), periodMs - 1)
    const day = Math.floor(ms / MS_PER_DAY)
    if (parts.at(-1)?.day !== day) {
      const startMs = parts.length === 0 ? Math.max(session.startMs, day * MS_PER_DAY) : day * MS_PER_DAY
      parts.push({ unit, day, startMs: Math.min(startMs, ms), hits: [], intents })
    }
    parts.at(-1)!.hits.push({ ...hit, ms })
  }
  return parts
}
