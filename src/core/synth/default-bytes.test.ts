import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { FILE_ROLES } from '../tables/table.ts'
import { uncontrolled } from '../task-control.ts'
import { generateShop } from './generate-shop.ts'

it('makes the same shop as ever when nothing is asked for', async () => {
  const hashes = new Map(FILE_ROLES.map((role) => [role, createHash('sha256')]))
  const truth = await generateShop({ scale: 0.02, seed: 7 }, uncontrolled, (role, bytes) => {
    hashes.get(role)?.update(bytes)
  })
  const hexOf = (hash: ReturnType<typeof createHash> | undefined) => hash?.digest('hex').slice(0, 16)
  expect(Object.fromEntries(FILE_ROLES.map((role) => [role, hexOf(hashes.get(role))]))).toEqual({
    actions: 'c6c52c8e5ced5865',
    transactions: 'd28fa8062926f61a',
    demographics: 'bcdc4a3492e5996f',
    products: 'f30d8e151454f69b',
  })
  expect(hexOf(createHash('sha256').update(`${JSON.stringify(truth)}\n`))).toBe('d2ad51207c0e6a29')
}, 30_000)
