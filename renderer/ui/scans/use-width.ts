import { useEffect, useState } from 'react';

/** Inner width of an element in CSS pixels, 0 before it was measured; the first value is the element's `ref`. */
export function useWidth(): readonly [ref: (element: HTMLElement | null) => void, width: number] {
  // Kept as state: inside a dialog the element comes later than the component.
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, width];
}
