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

/** Set up the arithmetic of a training. `initial` may be overwritten. */
export type CreateArithmetic = (csr: Csr, settings: AlsSettings, initial: AlsFactors) => AlsArithmetic
