/** Mountains, terraces and a river in fine ink lines, as far as the paper is wide. Decoration. */
export function Landscape() {
  return (
    <svg className="gb-landscape" viewBox="0 0 1440 300" preserveAspectRatio="xMidYMax slice" fill="none" strokeLinecap="round" aria-hidden>
      <g stroke="var(--gb-pale)" strokeWidth="0.9" strokeOpacity="0.55">
        <path d="M-20 190c90-10 130-70 190-118 30-24 52-10 78 14 34 32 62 44 104 12 54-42 88-86 132-64 42 20 62 88 128 104 60 14 96-34 148-62 46-24 78 8 118 36 52 36 92 22 140-14 62-46 116-72 168-34 66 48 128 122 274 130" />
        <path d="M196 66c8 22 4 40-8 62M226 74c14 24 12 48 4 74M470 36c-6 26 4 50 18 74M512 52c2 24 14 42 30 60M884 80c-4 18 4 34 14 52M1196 44c-8 24-2 48 10 68M1226 58c8 22 18 38 34 56" strokeOpacity="0.4" />
      </g>
      <g stroke="var(--gb-ink2)" strokeWidth="0.9" strokeOpacity="0.5">
        <path d="M-20 232c140-6 220-46 332-50 128-4 208 46 340 46 120 0 196-44 320-44 130 0 220 40 488 34" />
        <path d="M-20 246c142-6 224-40 334-44 126-4 210 42 340 42 118 0 198-38 318-38 130 0 222 34 488 28" strokeOpacity="0.8" />
        <path d="M-20 260c146-6 226-34 336-38 124-4 212 38 340 38 116 0 198-32 316-32 130 0 224 28 488 22" strokeOpacity="0.6" />
        <path d="M-20 274c150-4 230-28 338-32 122-4 214 34 340 34 114 0 200-26 314-26 130 0 226 22 488 18" strokeOpacity="0.45" />
        <path d="M-20 289c154-4 232-22 340-26 120-2 216 28 340 28 112 0 202-18 312-20 130 0 228 18 488 14" strokeOpacity="0.3" />
      </g>
      <g stroke="var(--gb-malachite)" strokeWidth="1.1" strokeOpacity="0.75">
        {trees.map(([x, y]) => <path key={x} d={`M${x} ${y}v-7m0 1c-5-1-7-6-5-9 1-4 4-5 5-5s4 1 5 5c2 3 0 8-5 9Z`} />)}
      </g>
      <circle cx="1012" cy="62" r="16" stroke="var(--gb-cinnabar)" strokeWidth="1.1" strokeOpacity="0.8" />
    </svg>
  );
}

const trees: readonly (readonly [number, number])[] = [[262, 184], [284, 183], [308, 182], [338, 182], [362, 184], [904, 186], [928, 185], [956, 184], [986, 184], [1012, 185]];
