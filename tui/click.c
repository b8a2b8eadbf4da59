#include <config.h>
#include "tui/click.h"

#include <stdlib.h>
#include "core/memory.h"

void click_map_release(struct click_map *map)
{
	free(map->items);
	*map = (struct click_map){ 0 };
}

void click_map_clear(struct click_map *map)
{
	map->n = 0;
}

static bool area_has(struct area a, int y, int x)
{
	return y >= a.y && y < a.y + a.height && x >= a.x && x < a.x + a.width;
}

struct click click_map_find(const struct click_map *map, int y, int x)
{
	for (size_t i = map->n; i-- > 0;)
		if (area_has(map->items[i].area, y, x))
			return map->items[i];
	return (struct click){ .kind = CLICK_NOTHING };
}

void click_add(struct canvas *canvas, struct click click)
{
	struct click_map *map = canvas->clicks;

	if (!map)
		return;
	MEMORY_ADD(map->items, map->n, map->cap) = click;
}
