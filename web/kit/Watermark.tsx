import { useId } from 'react';

/**
 * Who, where and when across pages with personal data, on screen and on paper. Drawn as SVG in the page: antd's own sets style
 * attributes, which a strict content security policy blocks.
 */
export function Watermark({ lines }: { lines: readonly string[] }) {
  const id = useId();
  return (
    <svg className="gb-watermark" aria-hidden>
      <defs>
        <pattern id={id} width="340" height="220" patternUnits="userSpaceOnUse" patternTransform="rotate(-18)">
          {lines.map((line, index) => <text key={line} x="20" y={90 + index * 20}>{line}</text>)}
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
