import type { BaseShares, NextPurchase } from './next-purchase.ts'

/**
 * Is told, while a shop is generated, what is too much for the truth file. Watching changes no byte of the files.
 */
export interface ShopWitness {
  /** Once, before the first client. Categories are positions in the products file. */
  readonly onBaseShares: (base: BaseShares) => void | Promise<void>
  /** Each client in order of the ids: the law of the first line of the next listed basket, on the day after the period. */
  readonly onClient: (clientId: number, next: NextPurchase) => void | Promise<void>
  /** Each client once, after all of `onClient`: the intents of the session with `sess_id` i + 1 at place i. */
  readonly onSessions: (clientId: number, intents: readonly (readonly number[])[]) => void | Promise<void>
}
