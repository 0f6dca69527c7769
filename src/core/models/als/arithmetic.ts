import type { Csr } from '../../matrix/csr.ts'
import type { AlsSettings } from '../recipe.ts'
import type { EntrySums } from './loss.ts'

/** The two sides of the matrix. */
export type Side = 'clients' | 'columns'

/** Factor tables of both sides, row-major, shapes `[clients, factors]` and `[columns, factors]`. */
export interface AlsFactors {
  readonly clients: Float64Array
  readonly columns: Float64Array
}

/** What a slice of rows costs, to cut the work into slices of some milliseconds. No unit but the common one. */
export interface RowCosts {
  readonly row: number
  readonly entry: number
  /** Cost after which a slice ends. */
  readonly slice: number
}

/**
 * The arithmetic of one training: it holds the factors, and works on slices of their rows. Rows are independent of each other,
 * so no cut changes a result. Rows without entries become zeros.
 */
export interface AlsArithmetic {
  /** What computes here, for recipes: across kernels numbers may differ in their last digits. */
  readonly kernel: string
  readonly costs: RowCosts
  /** Where the entries of each row begin, shapes `[rows + 1]`. */
  readonly rowPtr: Readonly<Record<Side, Uint32Array>>
  /** Add the Gram matrix of rows `[start, end)` of a side to `out`, lower triangle only. */
  addGram(side: Side, start: number, end: number, out: Float64Array): void
  /**
   * Make ready to solve the rows of a side; the other one is fixed until the next call. A step is some milliseconds.
   * @param base `w0·G` with `G` of the other side, and λ on its diagonal where it is the same for every row;
   *   shape `[rank, rank]`, symmetric; kept, not copied
   * @param ridges λ of each row where a rule gives it its own, shape `[rows]`; rows of 0 become zeros; kept, not copied
   * @throws DomainError `singular-system`
   */
  prepare(side: Side, base: Float64Array, ridges: Float64Array | null): Generator<undefined, void>
  /** Solve rows `[start, end)` of the side that was made ready. @throws DomainError `singular-system` */
  solve(start: number, end: number): void
  /** Add the entries of clients `[start, end)` to the sums of the loss. */
  addEntrySums(start: number, end: number, sums: EntrySums): void
  /** `Σ λ_u ‖x_u‖²` over rows `[start, end)` of a side. @param ridges shape `[rows]` of that side */
  ridgeSum(side: Side, start: number, end: number, ridges: Float64Array): number
  /** The factors as they are now. */
  factors(): AlsFactors
}

/** Called between slices of work with the share of the task that is done, `[0, 1]`; may pause, may throw `cancelled`. */
export type OnSlice = (share: number) => Promise<void>

/**
 * The sweeps of one training, wherever they are computed: in this thread, or shared out over several. Rows are independent and sums
 * go over fixed grids, so that neither the number of threads nor the way between them changes a bit.
 *
 * One call at a time. After a call has failed only `close` may follow.
 */
export interface AlsSweeps {
  /** What computes here, for recipes. */
  readonly kernel: string
  /** Gram matrix of the factors of a side, `G = YᵀY`. @param out overwritten, shape `[rank, rank]`, symmetric */
  readonly gram: (side: Side, out: Float64Array, onSlice: OnSlice) => Promise<void>
  /**
   * Solve every row of a side against the fixed factors of the other.
   * @param base `w0·G` with `G` of the other side, with λ on the diagonal where it is the same for every row; shape `[rank, rank]`
   * @param ridges λ of each row of the side where they differ, shape `[rows]`
   * @throws DomainError `singular-system`
   */
  readonly halfSweep: (side: Side, base: Float64Array, ridges: Float64Array | null, onSlice: OnSlice) => Promise<void>
  /** The sums of the loss over all entries. */
  readonly entrySums: (onSlice: OnSlice) => Promise<EntrySums>
  /** `Σ λ_u ‖x_u‖²` over the rows of a side. */
  readonly ridgeSum: (side: Side, ridges: Float64Array, onSlice: OnSlice) => Promise<number>
  /** The factors as they are now. */
  readonly factors: () => AlsFactors
  /** Let go of what was taken for the training, also after a failure. */
  readonly close: () => void
}

/** Begin a training. `initial` may be overwritten. */
export type StartSweeps = (csr: Csr, settings: AlsSettings, initial: AlsFactors) => AlsSweeps | Promise<AlsSweeps>

/** Set up the arithmetic of a training. `initial` may be overwritten. */
export type CreateArithmetic = (csr: Csr, settings: AlsSettings, initial: AlsFactors) => AlsArithmetic
