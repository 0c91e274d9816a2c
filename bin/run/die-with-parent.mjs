// --import this: the process ends when its parent does. npm does not pass SIGTERM on, and kill -9 of a parent leaves orphans.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, 500).unref()
