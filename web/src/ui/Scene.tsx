import { useId } from 'react';
import { sceneShapes } from './sceneShapes';

/** Decoration: what it shows is said by the text beside it. */
export function Scene({ seed, ratio, className }: { seed: number; ratio: number; className?: string | undefined }) {
  const id = useId();
  const { width, height, sky, sun, stars, hills, trees } = sceneShapes(seed, ratio);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      className={className}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={sky[0]} />
          <stop offset=".45" stopColor={sky[1]} />
          <stop offset=".75" stopColor={sky[2]} />
        </linearGradient>
      </defs>
      <rect width={width} height={height} fill={`url(#${id})`} />
      {stars.map((star, i) => (
        <circle key={i} cx={star.x} cy={star.y} r={star.r} fill="#fff" opacity={star.opacity} />
      ))}
      <circle cx={sun.x} cy={sun.y} r={sun.r * 2.6} fill={sun.colour} opacity=".16" />
      <circle cx={sun.x} cy={sun.y} r={sun.r} fill={sun.colour} />
      {hills.map((hill, i) => (
        <g key={i}>
          <path d={hill.path} fill={hill.colour} />
          {i === 1 && trees.map((tree, k) => <path key={k} d={tree.path} fill={tree.colour} opacity=".85" />)}
        </g>
      ))}
    </svg>
  );
}
