import { transferHandlers } from 'comlink'
import { DomainError, type DomainErrorCode, type ErrorDetails } from '../core/domain-error.ts'

interface Carried {
  readonly code: DomainErrorCode
  readonly message: string
  readonly details: ErrorDetails
  readonly stack: string | undefined
}

/** Comlink marks a thrown value with a symbol of its own; the handler sees it as this wrapper. */
interface Thrown {
  readonly value: unknown
}

const isThrown = (value: unknown): value is Thrown => typeof value === 'object' && value !== null && 'value' in value

function carried(error: unknown): Carried {
  if (error instanceof DomainError)
    return { code: error.code, message: error.message, details: error.details, stack: error.stack }
  if (error instanceof RangeError && /allocation|array length|array buffer/i.test(error.message))
    return { code: 'out-of-memory', message: error.message, details: {}, stack: error.stack }
  if (error instanceof Error)
    return { code: 'unexpected', message: error.message, details: { name: error.name }, stack: error.stack }
  return { code: 'unexpected', message: String(error), details: {}, stack: undefined }
}

/**
 * Let errors cross the worker border whole. Comlink sends name, message and stack only;
 * with this on both sides a DomainError arrives as one, code and details included, and any other error as `unexpected`.
 */
export function installDomainErrorTransfer(): void {
  const standard = transferHandlers.get('throw')
  if (standard === undefined) throw new Error('comlink has no handler for thrown values')
  transferHandlers.set('throw', {
    canHandle: (value): value is Thrown => standard.canHandle(value) && isThrown(value),
    serialize: ({ value }: Thrown) => [carried(value), []],
    deserialize: (sent: Carried): never => {
      const error = new DomainError(sent.code, sent.message, sent.details)
      if (sent.stack !== undefined) error.stack = sent.stack
      throw error
    },
  })
}
