import fs from 'node:fs'
import path from 'node:path'

const RESTARTS = 5
const WINDOW = 60_000

const lastLines = (file) => fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n')

/** Starts a process and starts it again when it ends by surprise, up to five times in a minute. */
export function supervise({ name, start, running, onChange, say, giveUp, log }) {
  fs.mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 })
  fs.rmSync(log, { force: true })
  const ends = []
  const again = () => {
    if (running.stopping) return
    const file = fs.openSync(log, 'a', 0o600)
    const child = start(file)
    fs.closeSync(file)
    running.children.set(name, child)
    onChange()
    child.once('exit', (code, signal) => {
      if (running.stopping) return
      ends.push(Date.now())
      const recent = ends.filter((at) => at > Date.now() - WINDOW).length
      if (recent > RESTARTS || (code === 1 && recent > 1)) {
        say(`The ${name} process ends again and again; its last lines (${log}):\n${lastLines(log)}`)
        giveUp()
        return
      }
      say(`The ${name} process ended (${signal ?? `code ${code}`}) and is started again.`)
      setTimeout(again, 500)
    })
  }
  again()
}
