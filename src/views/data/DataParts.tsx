import { useEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { encodeHash } from '../../state/view-state.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './DataParts.module.css'

/** The parts of the screen that a link can name, from top to bottom. */
const PARTS = ['files', 'quality', 'problems', 'rows', 'dictionary', 'memory'] as const
type DataPartName = (typeof PARTS)[number]

/** The option of the fragment that names a part: `#/data?part=problems`. */
const PART_OPTION = 'part'

const partId = (part: string): string => `data-part-${part}`

function goTo(part: string): void {
  const place = document.getElementById(partId(part))
  if (place === null) return
  place.scrollIntoView()
  place.focus({ preventScroll: true })
}

interface DataNavProps {
  /** Rises as parts come: what comes above pushes away what was gone to. */
  readonly partsHere: number
}

/** Links to the parts of the screen. They are links: they can be kept and sent, and back goes back. */
export function DataNav({ partsHere }: DataNavProps) {
  const { t } = useI18n()
  const { route } = useStores()
  const view = useStore(route, (state) => state.view)
  const wanted = view.options.get(PART_OPTION)
  useEffect(() => {
    if (wanted !== undefined) goTo(wanted)
  }, [wanted])
  useEffect(() => {
    // Unless the analyst has moved on.
    if (wanted !== undefined && partsHere > 0 && document.activeElement?.id === partId(wanted)) goTo(wanted)
  }, [wanted, partsHere])
  return (
    <nav aria-label={t('data.parts')} className={styles['nav']}>
      {PARTS.map((part) => (
        <a
          key={part}
          href={encodeHash({ ...view, options: new Map(view.options).set(PART_OPTION, part) })}
          onClick={() => {
            // A link to where the address is already changes nothing in it.
            if (part === wanted) goTo(part)
          }}
        >
          {t(`data.part.${part}`)}
        </a>
      ))}
    </nav>
  )
}

interface DataPartProps {
  readonly part: DataPartName
  /** `null` while it is on its way. */
  readonly children: ReactNode
}

/** One part of the screen, with a place for its link. What it holds may come later. */
export function DataPart({ part, children }: DataPartProps) {
  const { t } = useI18n()
  return (
    <div id={partId(part)} tabIndex={-1} className={styles['part']}>
      {children ?? <p className="sm dim">{t('data.partLoading')}</p>}
    </div>
  )
}
