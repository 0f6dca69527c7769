import type { DomainError } from '../core/domain-error.ts'
import type { Translate } from '../i18n/translate.ts'

/** A failure in the reader's language: what happened, to what, and what to do next. */
export function errorText(t: Translate, error: DomainError): string {
  const { code, details, message } = error
  const detail = details['clientId'] ?? details['reason'] ?? message
  switch (code) {
    case 'cancelled':
    case 'empty-evidence':
    case 'kept-data-unusable':
    case 'model-changed':
    case 'no-dataset':
    case 'no-model':
    case 'out-of-memory':
    case 'storage-full':
    case 'storage-unavailable':
    case 'worker-silent':
      return t(`error.${code}`)
    case 'too-large':
      return tooLargeText(t, { bytes: Number(details['bytes']), limitBytes: Number(details['limitBytes']) })
    default:
      return t(`error.${code}`, { reason: String(detail) })
  }
}

/** That a training would need more memory than it may take, and what to do. */
export function tooLargeText(
  t: Translate,
  { bytes, limitBytes }: { readonly bytes: number; readonly limitBytes: number },
): string {
  return t('error.too-large', { need: Math.ceil(bytes / 1e6), limit: Math.ceil(limitBytes / 1e6) })
}
