/**
 * The figure inside a seal: three closed curves drawn from the hash, as banknotes do it. Two plans that differ look
 * different at a glance; the hash itself stands beside it for whoever must be sure.
 */
export function rosette(hash: string, size: number): string[] {
  const byte = (index: number) => Number.parseInt(hash.slice(index * 2, index * 2 + 2), 16) || 0
  return [0, 1, 2].map((layer) => {
    const lobes = 7 + ((byte(layer) + layer * 5) % 13)
    const depth = 0.1 + (byte(layer + 3) / 255) * 0.22
    const turn = (byte(layer + 6) / 255) * Math.PI
    return curve(size / 2, size * (0.44 - layer * 0.07), lobes, depth, turn)
  })
}

function curve(centre: number, radius: number, lobes: number, depth: number, turn: number): string {
  const steps = lobes * 12
  const points = Array.from({ length: steps }, (_, step) => {
    const angle = (step / steps) * Math.PI * 2
    const r = radius * (1 - depth + depth * Math.cos(lobes * angle + turn))
    return `${(centre + r * Math.cos(angle)).toFixed(1)} ${(centre + r * Math.sin(angle)).toFixed(1)}`
  })
  return `M${points.join('L')}Z`
}
