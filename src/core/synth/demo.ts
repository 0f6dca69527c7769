import type { FileRole } from '../tables/table.ts'
import type { TaskControl } from '../task-control.ts'
import { generateShop } from './generate-shop.ts'
import type { ShopOptions } from './shop-options.ts'

/**
 * The demo: 3,000 clients, the same every time. Shares are those of the full data, so most clients show no purchase; the 468 who
 * do are enough to train on and to judge by (191 of them buy in the last 14 days).
 */
export const DEMO_OPTIONS: ShopOptions = { scale: 3000 / 72_399, seed: 20190913 }

/** File names of a generated shop. A file's role is found by its header; the names only say what a person will find. */
export const SHOP_FILE_NAMES: Readonly<Record<FileRole, string>> = {
  actions: '01.온라인 행동 정보.csv',
  transactions: '02.거래 정보.csv',
  demographics: '03.고객 Demographic 정보.csv',
  products: '04.상품분류 정보.csv',
}

/** One generated file: joining the parts gives its bytes. */
export interface GeneratedFile {
  readonly name: string
  readonly parts: readonly Uint8Array[]
}

/**
 * Generates the four files of the demo, for a loader that takes dropped files.
 *
 * @throws DomainError `cancelled`
 */
export async function demoShop(control: TaskControl): Promise<readonly GeneratedFile[]> {
  const parts: Record<FileRole, Uint8Array[]> = { actions: [], transactions: [], demographics: [], products: [] }
  await generateShop(DEMO_OPTIONS, control, (role, bytes) => {
    parts[role].push(bytes)
  })
  const roles: readonly FileRole[] = ['actions', 'transactions', 'demographics', 'products']
  return roles.map((role) => ({ name: SHOP_FILE_NAMES[role], parts: parts[role] }))
}
