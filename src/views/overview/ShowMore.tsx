import { Button } from '../../ui/Button.tsx'
import { useI18n } from '../use-i18n.ts'
import type { ShownRows } from './use-shown-rows.ts'

interface ShowMoreProps {
  readonly rows: ShownRows
  /** What the list is of: part of the button's name for those who do not see where it stands. */
  readonly of: string
}

/** Unfolds a list, or folds it again. */
export function ShowMore({ rows, of }: ShowMoreProps) {
  const { t, format } = useI18n()
  if (rows.next === null) return null
  const count = format.count(rows.next)
  return (
    <Button tone="quiet" aria-expanded={rows.isOpen} onClick={rows.toggle}>
      {rows.isOpen ? t('overview.showFewer', { count }) : t('overview.showMore', { count })}
      <span className="sr">{of}</span>
    </Button>
  )
}
