import { z } from 'zod';

// Imported before every declaration: building a schema otherwise tries whether code may be made from text, which the content security
// policy refuses and reports. Parsing without it is slower by little on a screen's amounts of data.
z.config({ jitless: true });
