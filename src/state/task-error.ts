import { DomainError } from '../core/domain-error.ts'

/** Any thrown value as a DomainError, so that a view can always say what happened. */
export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new DomainError('unexpected', message, {}, { cause: error })
}

/** Whether a task ended because the analyst asked for it, or because a newer one took its place. */
export const isCancelled = (error: unknown): boolean => error instanceof DomainError && error.code === 'cancelled'
