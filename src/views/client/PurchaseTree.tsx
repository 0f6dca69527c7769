import { useState, type ReactNode } from 'react'
import type { PurchaseNode } from '../../protocol/client-history.ts'
import type { Translate } from '../../i18n/translate.ts'
import { useI18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import styles from './History.module.css'
import { nodeKind } from './history-shape.ts'

/** What a category is called, for people. */
export function nodeName(node: PurchaseNode, t: Translate): string {
  const kind = nodeKind(node)
  if (kind === 'unknown') return t('client.unknownCategory')
  return kind === 'named' ? (node.name ?? node.key) : t('client.unnamed')
}

/** Categories as a tree: level 1 with bars, level 2 to fold away, codes below. Every node has lines, items and amount. */
export function PurchaseTree({ purchases }: { readonly purchases: readonly PurchaseNode[] }) {
  const { t } = useI18n()
  const most = purchases.reduce((largest, { amount }) => Math.max(largest, amount), 0)
  return (
    <>
      <div className={styles['treeHead']} aria-hidden="true">
        <span>{t('client.category')}</span>
        <span className="n">{t('client.lines')}</span>
        <span className="n">{t('client.quantity')}</span>
        <span className="n">{t('client.amountHead')}</span>
      </div>
      <ul className={styles['tree']}>
        {purchases.map((group) => (
          <Group key={group.key} group={group} most={most} />
        ))}
      </ul>
      <p className="sm dim">{t('client.amountNote')}</p>
    </>
  )
}

function Group({ group, most }: { readonly group: PurchaseNode; readonly most: number }) {
  const { t } = useI18n()
  const name = nodeName(group, t)
  return (
    <li className={styles['group']}>
      <div className="med" lang={langOf(name)}>
        {name}
      </div>
      <div className={`${styles['node'] ?? ''} med`}>
        <i className={styles['bar']} style={{ width: most > 0 ? `${(group.amount / most) * 100}%` : 0 }} />
        <Figures node={group} />
      </div>
      {nodeKind(group) === 'unknown' ? <p className="sm dim">{t('client.unknownCategoryNote')}</p> : null}
      {group.children.length === 0 ? null : (
        <ul>
          {group.children.map((node) =>
            node.children.length === 0 ? <Leaf key={node.key} node={node} /> : <Branch key={node.key} node={node} />,
          )}
        </ul>
      )}
    </li>
  )
}

/** A category of level 2: its codes can be folded away. */
function Branch({ node }: { readonly node: PurchaseNode }) {
  const { t } = useI18n()
  const [isOpen, setOpen] = useState(true)
  const name = nodeName(node, t)
  return (
    <li>
      <div className={`${styles['node'] ?? ''} ${styles['branch'] ?? ''}`}>
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen)
          }}
        >
          <Chevron />
          <span lang={langOf(name)}>{name}</span>
        </button>
        <Figures node={node} />
      </div>
      {isOpen ? (
        <ul>
          {node.children.map((leaf) => (
            <Leaf key={leaf.key} node={leaf} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function Leaf({ node }: { readonly node: PurchaseNode }) {
  const { t } = useI18n()
  const name = nodeName(node, t)
  return (
    <li className={`${styles['node'] ?? ''} ${styles['leaf'] ?? ''}`}>
      <span>
        <span className="dim num">{node.key}</span>{' '}
        <span lang={langOf(name)} className={nodeKind(node) === 'unnamed' ? 'dim' : undefined}>
          {name}
        </span>
      </span>
      <Figures node={node} />
    </li>
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
