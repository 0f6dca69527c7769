import type { Side } from '../core/models/als/arithmetic.ts'
import { hasOwnRidges } from '../core/models/als/ridges.ts'
import type { Sides } from '../core/models/als/sides.ts'
import type { AlsSettings } from '../core/models/recipe.ts'
import type { ExactBuild } from './als-builds.ts'
import { Layout, type KernelPlan, type PlanWishes } from './als-plan.ts'

/** Columns of a panel, as `kernel/panels.assembly.ts` has them; factors are filled up with zeros to a multiple. */
export const PANEL = 4
const DOUBLE = Float64Array.BYTES_PER_ELEMENT
const HEAD_BYTES = 16

/** The plan of the float64 kernel. */
export interface ExactPlan extends KernelPlan {
  readonly build: ExactBuild
  /** The fixed factors while a side is solved: those of the other side, or a table that is sent. */
  readonly tables: Readonly<Record<Side, number>>
  /** The fixed factors whitened, and for each side that is solved a byte for each fixed row: whether it is needed so. 0 where none is. */
  readonly whitened: number
  readonly needed: Readonly<Record<Side, number>>
  /** A word: rows of at most so many entries may take the dual form. */
  readonly head: number
  /** The base and its Cholesky factor, in panels. */
  readonly base: number
  readonly factored: number
  /** Where a rule gives each row its own ridge: those of the side that is solved; else 0. */
  readonly ridges: number
  /** A work area for each thread. */
  readonly works: readonly number[]
}

/** Lay out the memory of exact rows in float64. @param sides the rows that this memory holds: all of them, or one thread's part */
export function planExact(
  { factors: rank, objective }: AlsSettings,
  sides: Sides,
  { threads, isShared, sentRows }: PlanWishes,
): ExactPlan {
  const f = Math.ceil(rank / PANEL) * PANEL
  const layout = new Layout()
  const places = { clients: layout.place(sides.clients, f, DOUBLE), columns: layout.place(sides.columns, f, DOUBLE) }
  const { clients, columns } = places
  const most = Math.max(clients.rows, columns.rows)
  // With a ridge of its own no row takes the dual form.
  const isWhitened = !hasOwnRidges(objective)
  const sent = sentRows === null ? 0 : layout.table(sentRows, f, DOUBLE)
  const mask = (rows: number) => (isWhitened && sentRows === null ? layout.take(rows) : 0)
  const plan = {
    build: 'wasm-float64',
    rank,
    f,
    w0: objective.unobservedWeight,
    places,
    tables:
      sentRows === null ? { clients: columns.factors, columns: clients.factors } : { clients: sent, columns: sent },
    whitened: isWhitened ? layout.table(sentRows ?? most, f, DOUBLE) : 0,
    needed: { clients: mask(columns.rows), columns: mask(clients.rows) },
    head: layout.take(HEAD_BYTES),
    base: layout.take(f * f * DOUBLE),
    factored: layout.take(f * f * DOUBLE),
    ridges: isWhitened ? 0 : layout.take(most * DOUBLE),
    works: Array.from({ length: threads }, () => layout.take(32 + 8 * f + 16 * f * f + 512 * f)),
    sums: isShared ? layout.sums(most, f, DOUBLE) : 0,
    before: 0,
  } as const
  return { ...plan, bytes: layout.end }
}
