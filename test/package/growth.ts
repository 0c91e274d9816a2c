// How much a process grows while it works: what is live, not what waits to be collected.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Highest live memory (heap and buffers, after collecting) above that at the start, in megabytes, while `work` runs. */
export async function growth(work: () => Promise<unknown>): Promise<number> {
  const live = () => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = live()
  let highest = before
  const timer = setInterval(() => {
    highest = Math.max(highest, live())
  }, 400)
  await work()
  clearInterval(timer)
  return (Math.max(highest, live()) - before) / 2 ** 20
}
