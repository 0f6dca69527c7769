const sink = self.location.hash.slice(1)
fetch(`http://${sink}/worker-fetch`, { mode: 'no-cors' })
  .catch(() => undefined)
  .then(() => {
    try {
      importScripts(`http://${sink}/worker-import`)
    } catch {
      // Blocked or not a script: the sink knows which.
    }
    const socket = new WebSocket(`ws://${sink}/worker-socket`)
    socket.onopen = socket.onerror = () => self.postMessage('done')
  })
  .catch(() => self.postMessage('done'))
