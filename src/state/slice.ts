import type { DomainError } from '../core/domain-error.ts'

/** One thing that is asked for: a view cannot show a result and an error together. */
export type Slice<T> =
  | { readonly phase: 'none' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly value: T }
  | { readonly phase: 'failed'; readonly error: DomainError }

/** Nothing was asked for yet. */
export const NONE: Slice<never> = { phase: 'none' }
