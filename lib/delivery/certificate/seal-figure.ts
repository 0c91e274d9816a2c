// The figure of the desk's seal (components/ui/rosette.ts, which a delivery may not import; a test keeps the two alike).
const SIZE = 120

/** Three closed curves as SVG paths in a square of 120, drawn from the hash. */
export function sealFigure(hash: string): string[] {
  const byte = (index: number) => Number.parseInt(hash.slice(index * 2, index * 2 + 2), 16) || 0
  return [0, 1, 2].map((layer) => {
    const lobes = 7 + ((byte(layer) + layer * 5) % 13)
    const depth = 0.1 + (byte(layer + 3) / 255) * 0.22
    const turn = (byte(layer + 6) / 255) * Math.PI
    const points = Array.from({ length: lobes * 12 }, (_, step) => {
      const angle = (step / (lobes * 12)) * Math.PI * 2
      const r = SIZE * (0.44 - layer * 0.07) * (1 - depth + depth * Math.cos(lobes * angle + turn))
      return `${(SIZE / 2 + r * Math.cos(angle)).toFixed(1)} ${(SIZE / 2 + r * Math.sin(angle)).toFixed(1)}`
    })
    return `M${points.join('L')}Z`
  })
}
