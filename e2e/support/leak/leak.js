// Tries every way out. It must be a file: code given to Playwright's `evaluate` runs outside the policy.
// The sink is `#<host:port>`.
const sink = location.hash.slice(1)
const settle = (attempt) => new Promise((done) => attempt(done)).catch(() => undefined)
const guarded = (name, attempt) =>
  settle((done) => {
    try {
      attempt(done)
    } catch (error) {
      done(`${name}: ${error}`)
    }
  })

Promise.all([
  guarded('fetch', (done) => fetch(`http://${sink}/page-fetch?canary-7f3a`, { mode: 'no-cors' }).then(done, done)),
  guarded('image', (done) => {
    const image = document.createElement('img')
    image.onload = image.onerror = done
    image.src = `http://${sink}/image`
  }),
  guarded('beacon', (done) => {
    navigator.sendBeacon(`http://${sink}/beacon`, 'canary-7f3a')
    setTimeout(done, 300)
  }),
  guarded('websocket', (done) => {
    const socket = new WebSocket(`ws://${sink}/page-socket`)
    socket.onopen = socket.onerror = done
  }),
  guarded('worker', (done) => {
    const worker = new Worker(`leak-worker.js#${sink}`)
    worker.onmessage = worker.onerror = done
  }),
]).then(() => document.body.setAttribute('data-done', 'true'))
