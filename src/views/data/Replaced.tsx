import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

interface ReplacedProps {
  readonly onDismiss: () => void
}

/** Files that took the place of another one in the last load, and the way to have both. */
export function Replaced({ onDismiss }: ReplacedProps) {
  const { t } = useI18n()
  const { dataset } = useStores()
  const replaced = useStore(dataset, (state) => state.replaced)
  return replaced.map(({ role, fileName, beforeName }) => (
    <Notice
      key={role}
      tone="plain"
      actions={
        <>
          <Button onClick={() => void dataset.getState().append(fileName)}>{t('data.appendInstead')}</Button>
          <Button tone="quiet" onClick={onDismiss}>
            {t('common.dismiss')}
          </Button>
        </>
      }
    >
      {t('data.replaced', { file: fileName, before: beforeName })}
    </Notice>
  ))
}
