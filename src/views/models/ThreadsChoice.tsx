import { useStore } from 'zustand'
import { Select } from '../../ui/Select.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'

/** Threads that can be chosen: beyond it they wait for each other. */
const CHOICES = [1, 2, 3, 4, 6, 8] as const

/** How many threads compute the next training. */
export function ThreadsChoice() {
  const { t, format } = useI18n()
  const { model } = useStores()
  const threads = useStore(model, (state) => state.threads)
  const automatic = useStore(model, (state) => state.automaticThreads)
  return (
    <Select
      label={t('models.threads')}
      help={t('models.threads.help')}
      value={threads === null ? 'automatic' : String(threads)}
      options={[
        { value: 'automatic', text: t('models.threads.automatic', { count: format.count(automatic) }) },
        ...CHOICES.map((count) => ({ value: String(count), text: format.count(count) })),
      ]}
      onChange={(value) => {
        model.getState().setThreads(value === 'automatic' ? null : Number(value))
      }}
    />
  )
}
