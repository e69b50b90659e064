import './zzseed.ts';
export function k(a: 'x' | 'y') { switch (a) { case 'x': return 1; } return 2; }