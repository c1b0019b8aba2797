import Box from '@mui/material/Box';

/** How much of the end stays: files of one export differ there. */
const END = 22;

/** A file's name on one line; what does not fit is left out before its end. */
export function LongName({ children: name }: { children: string }) {
  const characters = [...name];
  const cut = Math.max(0, characters.length - END);
  return (
    <Box component="span" title={name} sx={{ display: 'flex', minWidth: 0, whiteSpace: 'pre' }}>
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {characters.slice(0, cut).join('')}
      </Box>
      <span>{characters.slice(cut).join('')}</span>
    </Box>
  );
}
