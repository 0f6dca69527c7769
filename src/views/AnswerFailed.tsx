import type { DomainError } from '../core/domain-error.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { errorText } from './error-text.ts'
import { useI18n } from './use-i18n.ts'

interface AnswerFailedProps {
  /** `null` when all is well: nothing is shown then. */
  readonly error: DomainError | null
  readonly onRetry: () => void
}

/** A worker could not answer: why, and a button to ask again. */
export function AnswerFailed({ error, onRetry }: AnswerFailedProps) {
  const { t } = useI18n()
  if (error === null) return null
  return (
    <Notice tone="bad" actions={<Button onClick={onRetry}>{t('common.tryAgain')}</Button>}>
      {errorText(t, error)}
    </Notice>
  )
}
