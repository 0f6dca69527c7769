import type { Dirt } from './dirt.ts'

/** What shop is wanted. */
export interface ShopOptions {
  /** 1 is the real data's size (72,399 clients, 3.2 million action rows); from `SMALLEST_SCALE` up. */
  readonly scale: number
  /** Unsigned 32-bit whole number; equal seeds and scales give equal bytes. */
  readonly seed: number
  /** How far tastes and popularity move over the period, `[0, 2]`: see `createDrift`. 0 when left out. */
  readonly drift?: number
  /**
   * Whether each session has one latent intent, which all its searches and most lines of its basket follow (the first line is the
   * intent; favourites that are due come along); else a basket has several.
   */
  readonly oneIntent?: boolean
  /** What is planted in the rows, and how they are written; `DEFAULT_DIRT` when left out. */
  readonly dirt?: ReadonlySet<Dirt>
}
