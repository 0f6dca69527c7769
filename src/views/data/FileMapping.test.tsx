import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createSettingsStore } from '../../state/settings-store.ts'
import { StoresContext, type Stores } from '../stores.ts'
import { FileMapping } from './FileMapping.tsx'
import type { MappingSource } from './mapping-shape.ts'

function show(changes: Partial<MappingSource> = {}) {
  const settings = createSettingsStore({
    language: 'en',
    theme: 'light',
    applyLanguage: vi.fn(),
    applyTheme: vi.fn(),
  })
  const onConfirm = vi.fn()
  const onCancel = vi.fn()
  const source: MappingSource = {
    fileName: '고객.csv',
    delimiter: ',',
    records: [
      ['고객', '성별', '나이'],
      ['7', 'F', '30'],
    ],
    suggestion: { role: 'demographics' },
    ...changes,
  }
  render(
    <StoresContext value={{ settings } as unknown as Stores}>
      <FileMapping source={source} onConfirm={onConfirm} onCancel={onCancel} />
    </StoresContext>,
  )
  return { onConfirm, onCancel }
}

const pick = (label: string, value: string) => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
}
const confirm = () => {
  fireEvent.click(screen.getByRole('button', { name: 'Read the file this way' }))
}
const heads = (row: number) =>
  within(screen.getAllByRole('row')[row] ?? document.body)
    .getAllByRole('columnheader')
    .map((cell) => cell.textContent)

describe('the form for columns', () => {
  it('does not read a file without a needed column, says so beside it and goes there', async () => {
    const { onConfirm } = show()
    expect(screen.queryByText(/is needed: choose/)).toBeNull()
    confirm()
    expect(onConfirm).not.toHaveBeenCalled()
    const needed = screen.getByLabelText('clnt_id (needed)')
    expect(needed.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(needed.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/is needed/)
    await waitFor(() => {
      expect(document.activeElement).toBe(needed)
    })
  })

  it('says at once when two columns share one of the file', () => {
    const { onConfirm } = show()
    pick('clnt_id (needed)', '0')
    pick('clnt_age', '0')
    expect(screen.getAllByText('Chosen for two columns: one of them must change.')).toHaveLength(2)
    confirm()
    expect(onConfirm).not.toHaveBeenCalled()
    pick('clnt_age', '2')
    confirm()
    expect(onConfirm).toHaveBeenCalledWith(
      expect.objectContaining({ role: 'demographics', columns: { clnt_id: 0, clnt_age: 2 } }),
    )
  })

  it('shows the chosen columns above the first rows', () => {
    show()
    pick('clnt_gender', '1')
    expect(heads(0)).toEqual(['not used', 'clnt_gender', 'not used'])
    expect(heads(1)).toEqual(['고객', '성별', '나이'])
    expect(screen.getAllByRole('row')).toHaveLength(3)
  })

  it('takes the first row for data when told so', () => {
    const { onConfirm } = show()
    fireEvent.click(screen.getByRole('button', { name: 'already data' }))
    expect(within(screen.getByLabelText('clnt_id (needed)')).getByText('column 1')).toBeTruthy()
    expect(screen.getByRole('cell', { name: '고객' })).toBeTruthy()
    pick('clnt_id (needed)', '0')
    confirm()
    expect(onConfirm).toHaveBeenCalledWith(expect.objectContaining({ hasHeader: false }))
  })

  it('cuts the rows anew with another separator', () => {
    show({ records: [['clnt_id;clnt_age'], ['7;30']] })
    pick('Separator', ';')
    expect(heads(0)).toEqual(['clnt_id', 'clnt_age'])
    expect(screen.getByRole('cell', { name: '30' })).toBeTruthy()
  })

  it('asks what the file holds before it asks for columns', () => {
    const { onConfirm } = show({ suggestion: {} })
    expect(screen.queryByLabelText('clnt_id (needed)')).toBeNull()
    confirm()
    expect(onConfirm).not.toHaveBeenCalled()
    expect(screen.getByText('Choose what the file holds.')).toBeTruthy()
    pick('What it holds', 'products')
    expect(screen.getByLabelText('pd_c (needed)')).toBeTruthy()
  })

  it('can be left without reading', () => {
    const { onCancel, onConfirm } = show()
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(onCancel).toHaveBeenCalledTimes(1)
    expect(onConfirm).not.toHaveBeenCalled()
  })
})
