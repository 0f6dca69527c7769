import { useState, type ReactNode } from 'react'
import type { PurchaseNode } from '../../protocol/client-history.ts'
import type { Translate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { useI18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import styles from './History.module.css'
import { nodeKind } from './history-shape.ts'
import { codeCount, FIRST_GROUPS, nodePath, openAtFirst, shownChildCount } from './tree-shape.ts'

/** Lines that the tree of a heavy buyer begins with. */
const FIRST_LINES = 30

/** What a category is called, for people. */
export function nodeName(node: PurchaseNode, t: Translate): string {
  const kind = nodeKind(node)
  if (kind === 'unknown') return t('client.unknownCategory')
  return kind === 'named' ? (node.name ?? node.key) : t('client.unnamed')
}

/** What the analyst has opened, beyond what was open at first. */
interface Folds {
  /** Everything, without any limit. */
  readonly showsAll: boolean
  readonly isOpen: (path: string) => boolean
  readonly toggle: (path: string) => void
  /** Whether all children are drawn, not only the first ones. */
  readonly isLong: (path: string) => boolean
  readonly toggleLong: (path: string) => void
}

const flipped = (paths: ReadonlySet<string>, path: string): ReadonlySet<string> => {
  const next = new Set(paths)
  if (!next.delete(path)) next.add(path)
  return next
}

/**
 * Categories as a tree: level 1 with bars, level 2, codes below. Every node has lines, items and amount.
 *
 * It begins with some thirty lines, the largest amounts; every category opens, and the button at the end opens all.
 */
export function PurchaseTree({ purchases }: { readonly purchases: readonly PurchaseNode[] }) {
  const { t, format } = useI18n()
  const [showsAll, setShowsAll] = useState(false)
  const [initial] = useState(() => openAtFirst(purchases.slice(0, FIRST_GROUPS), FIRST_LINES))
  /** Nodes that stand otherwise than at first. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [long, setLong] = useState<ReadonlySet<string>>(new Set())
  const folds: Folds = {
    showsAll,
    isOpen: (path) => (showsAll || initial.has(path)) !== turned.has(path),
    toggle: (path) => {
      setTurned(flipped(turned, path))
    },
    isLong: (path) => long.has(path),
    toggleLong: (path) => {
      setLong(flipped(long, path))
    },
  }
  const most = purchases.reduce((largest, { amount }) => Math.max(largest, amount), 0)
  const groups = showsAll ? purchases : purchases.slice(0, FIRST_GROUPS)
  const hidesSome = groups.length < purchases.length || hidesBelow(groups, initial, '')
  const change = () => {
    setShowsAll(!showsAll)
    setTurned(new Set())
    setLong(new Set())
  }
  return (
    <>
      <div className={styles['treeHead']} aria-hidden="true">
        <span>{t('client.category')}</span>
        <span className="n">{t('client.lines')}</span>
        <span className="n">{t('client.quantity')}</span>
        <span className="n">{t('client.amountHead')}</span>
      </div>
      <ul className={styles['tree']}>
        {groups.map((group) => (
          <Group key={nodePath('', group)} group={group} most={most} folds={folds} />
        ))}
      </ul>
      {hidesSome || showsAll ? (
        <Button tone="quiet" aria-expanded={showsAll} onClick={change}>
          {showsAll
            ? t('client.showFewer')
            : t('client.showAllCategories', { count: format.count(codeCount(purchases)) })}
        </Button>
      ) : null}
    </>
  )
}

/** Whether anything under these nodes is not drawn at first. */
const hidesBelow = (nodes: readonly PurchaseNode[], opened: ReadonlySet<string>, parentPath: string): boolean =>
  nodes.some((node) => {
    const path = nodePath(parentPath, node)
    if (node.children.length === 0) return false
    return !opened.has(path) || shownChildCount(node) < node.children.length || hidesBelow(node.children, opened, path)
  })

interface GroupProps {
  readonly group: PurchaseNode
  readonly most: number
  readonly folds: Folds
}

function Group({ group, most, folds }: GroupProps) {
  const { t } = useI18n()
  const path = nodePath('', group)
  return (
    <li className={styles['group']}>
      <div className="med">
        {group.children.length === 0 ? <NodeText node={group} /> : <Fold node={group} path={path} folds={folds} />}
      </div>
      <div className={`${styles['node'] ?? ''} med`}>
        <i className={styles['bar']} style={{ width: most > 0 ? `${(Math.max(0, group.amount) / most) * 100}%` : 0 }} />
        <Figures node={group} />
      </div>
      {nodeKind(group) === 'unknown' ? <p className="sm dim">{t('client.unknownCategoryNote')}</p> : null}
      {folds.isOpen(path) ? <Children node={group} path={path} folds={folds} /> : null}
    </li>
  )
}

interface NodeProps {
  readonly node: PurchaseNode
  readonly path: string
  readonly folds: Folds
}

/** The first children of an open category, and a button for the others. */
function Children({ node, path, folds }: NodeProps) {
  const { t, format } = useI18n()
  const isLong = folds.showsAll || folds.isLong(path)
  const first = shownChildCount(node)
  const rest = node.children.length - first
  const shown = isLong ? node.children : node.children.slice(0, first)
  return (
    <ul>
      {shown.map((child) => {
        const childPath = nodePath(path, child)
        return child.children.length === 0 ? (
          <Leaf key={childPath} node={child} />
        ) : (
          <Branch key={childPath} node={child} path={childPath} folds={folds} />
        )
      })}
      {rest === 0 || folds.showsAll ? null : (
        <li className={styles['others']}>
          <button
            type="button"
            className={styles['fold']}
            aria-expanded={isLong}
            onClick={() => {
              folds.toggleLong(path)
            }}
          >
            {isLong ? t('client.showFewer') : t('client.otherCategories', { count: format.count(rest) })}
          </button>
        </li>
      )}
    </ul>
  )
}

/** A category of level 2: its codes can be folded away. */
function Branch({ node, path, folds }: NodeProps) {
  return (
    <li>
      <div className={`${styles['node'] ?? ''} ${styles['branch'] ?? ''}`}>
        <Fold node={node} path={path} folds={folds} />
        <Figures node={node} />
      </div>
      {folds.isOpen(path) ? <Children node={node} path={path} folds={folds} /> : null}
    </li>
  )
}

/** The name of a category, which opens and closes it. */
function Fold({ node, path, folds }: NodeProps) {
  return (
    <button
      type="button"
      className={styles['fold']}
      aria-expanded={folds.isOpen(path)}
      onClick={() => {
        folds.toggle(path)
      }}
    >
      <Chevron />
      <NodeText node={node} />
    </button>
  )
}

function Leaf({ node }: { readonly node: PurchaseNode }) {
  return (
    <li className={`${styles['node'] ?? ''} ${styles['leaf'] ?? ''}`}>
      <NodeText node={node} />
      <Figures node={node} />
    </li>
  )
}

/** The name; a code before it where the node is one. */
function NodeText({ node }: { readonly node: PurchaseNode }) {
  const { t } = useI18n()
  const name = nodeName(node, t)
  const isNamed = nodeKind(node) === 'named'
  return (
    <span className={styles['text']}>
      {node.level === 3 ? <span className="dim num">{node.key} </span> : null}
      <span lang={isNamed ? langOf(name) : undefined} className={isNamed ? styles['name'] : 'dim'}>
        {name}
      </span>
    </span>
  )
}

/** The three numbers of a node; their names are said, since the head above is for the eye. */
function Figures({ node }: { readonly node: PurchaseNode }) {
  const { t, format } = useI18n()
  const figure = (head: string, value: number): ReactNode => (
    <span className="n">
      <span className="sr">{head} </span>
      {format.count(value)}
    </span>
  )
  return (
    <>
      {figure(t('client.lines'), node.lineCount)}
      {figure(t('client.quantity'), node.quantity)}
      {figure(t('client.amountHead'), node.amount)}
    </>
  )
}

/** Points right when folded, down when open. */
export function Chevron() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className={styles['chevron']}>
      <path d="m3 1.500 4 3.500-4 3.500" fill="none" stroke="currentColor" strokeWidth="1.500" />
    </svg>
  )
}
