// What a process holds at its highest, in megabytes (RSS), seen twenty times a second.
const megabytes = () => Math.round(process.memoryUsage.rss() / 1024 / 1024)

export function highestMemory(): { stop: () => { highest: number; growth: number } } {
  const before = megabytes()
  let highest = before
  const look = () => {
    highest = Math.max(highest, megabytes())
  }
  const timer = setInterval(look, 50)
  timer.unref()
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return { highest, growth: highest - before }
    },
  }
}
