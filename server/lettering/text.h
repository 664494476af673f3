// Words, in the product's own font where it can be read, else in one of the system.
#pragma once

#include "canvas.h"
#include "request.h"

/** Fonts that the system does not have. The first names the family that everything is written in. */
void loadFonts(int count, char** files);

/** An empty image where the request cannot be read, or asks for too large a one. */
Image drawText(RequestReader& request);
