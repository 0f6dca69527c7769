/** Hand a file to the analyst: the browser's own download, from memory, nothing is sent. */
export function saveFile(name: string, parts: readonly Uint8Array<ArrayBuffer>[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the bytes once the click was handled.
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 10_000)
}
