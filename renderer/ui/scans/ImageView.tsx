import { Box } from '@mui/material';
import { useState } from 'react';

interface Props {
  readonly url: string;
  readonly label: string;
  /** CSS pixels, after turning. */
  readonly width: number;
  readonly rotation: number;
  readonly onUnreadable: () => void;
}

/** An image, turned by multiples of 90 degrees inside a box of its turned size. */
export function ImageView({ url, label, width, rotation, onUnreadable }: Props) {
  const [natural, setNatural] = useState({ width: 1, height: 1 });
  const lying = rotation % 180 !== 0;
  const ratio = natural.height / natural.width;
  const height = lying ? width / ratio : width * ratio;
  return (
    <Box style={{ width, height }} sx={{ position: 'relative', mx: 'auto', overflow: 'hidden', boxShadow: 2 }}>
      <img
        src={url}
        alt={label}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setNatural({ width: naturalWidth, height: naturalHeight })
        }
        onError={onUnreadable}
        style={{
          position: 'absolute',
          top: '50%',
          left: '50%',
          width: lying ? height : width,
          transform: `translate(-50%, -50%) rotate(${rotation}deg)`,
        }}
      />
    </Box>
  );
}
