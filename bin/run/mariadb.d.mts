export function startMariadb(options: { dir: string }): Promise<{ url: string; stop(): Promise<void> }>

export function wipeMariadb(dir: string): Promise<void>
